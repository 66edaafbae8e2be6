"""`/api/hsds/`: the public directory for other directories, as Open Referral's HSDS 3.2 wants it."""
