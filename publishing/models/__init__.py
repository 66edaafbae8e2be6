"""Rows that editing needs beside the pages."""
