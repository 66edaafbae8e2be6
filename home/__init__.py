"""The front of the site: home page, standing texts, navigation, error pages."""
