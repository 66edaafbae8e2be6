"""The editors' screens with few questions to the database, however many pages, blocks and sentences they show."""
