"""Choosing a new password, asking for one by mail."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.forms import PasswordChangeForm, SetPasswordForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts import attempts
from accounts.forms import limit
from accounts.passwords import LONGEST, LengthValidator


class NewPasswordMixin(forms.Form):
    """The two fields of a new password, with the rule beside the first."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        first, second = self.fields["new_password1"], self.fields["new_password2"]
        first.label, second.label = _("New password"), _("New password, once more")
        first.help_text, second.help_text = LengthValidator().get_help_text(), ""
        for field in (first, second):
            limit(field, LONGEST)


class NewPasswordForm(NewPasswordMixin, SetPasswordForm):  # type: ignore[type-arg]
    """The form behind the link of a mail."""


class ChangePasswordForm(NewPasswordMixin, PasswordChangeForm):
    """The form of who is signed in; attempts at the old password are counted."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["old_password"].label = _("Your password now")
        limit(self.fields["old_password"], LONGEST)

    def clean_old_password(self) -> str:
        try:
            key = attempts.begin("password", self.user.get_username())
        except attempts.TooManyAttempts:
            raise ValidationError(_("Too many failed attempts. Wait a few minutes, then try again.")) from None
        old = super().clean_old_password()
        attempts.succeeded(key)
        return str(old)


class AskForPasswordForm(forms.Form):
    """The name of the account whose password is lost."""

    name = forms.CharField(
        label=_("User name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
