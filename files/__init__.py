"""Images and documents: what is accepted, what is stripped, how it is served."""
