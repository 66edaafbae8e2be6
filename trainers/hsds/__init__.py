"""The directory in the words of Open Referral's HSDS 3.2: out for everyone, in as proposals."""
