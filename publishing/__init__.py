"""How texts come to be published: what editors, translators and reviewers work with beside Wagtail itself."""
