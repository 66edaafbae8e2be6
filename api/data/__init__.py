"""All that the site publishes as data, as a catalogue that other catalogues can harvest (DCAT 3)."""
