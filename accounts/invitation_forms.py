"""The forms of an invitation: the operator's and the invited person's."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from accounts import invitation_mail
from accounts.forms import limit
from accounts.models import User
from accounts.passwords import LONGEST
from accounts.role_names import named
from accounts.roles import ROLES, TRANSLATOR


def language_choices() -> list[tuple[str, str]]:
    """The languages that this site publishes in."""
    return [(locale.language_code, locale.get_display_name()) for locale in Locale.objects.order_by("language_code")]


class InviteForm(forms.Form):
    """What the new account may do, and where the link may be mailed."""

    roles = forms.MultipleChoiceField(label=_("Roles"), widget=forms.CheckboxSelectMultiple)
    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Into which languages a translator may translate."),
    )
    email = forms.EmailField(
        label=_("Send the link by mail to"),
        required=False,
        max_length=254,
        help_text=_(
            "Leave it empty to hand the link over yourself, which is safer. The mail names this site and no role. "
            "The address is used once and not kept."
        ),
        widget=forms.EmailInput(attrs={"autocomplete": "off", "dir": "ltr"}),
    )
    mail_language = forms.ChoiceField(label=_("Language of the mail"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if settings.HUB_HAS_MAIL:
            self.fields["mail_language"].choices = invitation_mail.languages()  # type: ignore[attr-defined]
            self.fields["mail_language"].initial = get_language()
        else:
            del self.fields["email"], self.fields["mail_language"]
        there = set(Group.objects.values_list("name", flat=True))
        self.fields["roles"].choices = [(role.name, named(role.name)) for role in ROLES if role.name in there]  # type: ignore[attr-defined]
        self.fields["languages"].choices = language_choices()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A translator without a language could do nothing."""
        cleaned: dict[str, Any] = super().clean() or {}
        if TRANSLATOR.name in cleaned.get("roles", []) and not cleaned.get("languages"):
            self.add_error("languages", _("Choose at least one language for a translator."))
        return cleaned


class NewcomerForm(forms.Form):
    """Name and password of somebody who was invited."""

    username = forms.CharField(
        label=_("User name"),
        max_length=150,
        validators=[UnicodeUsernameValidator()],
        help_text=_("You sign in with it. It need not be your real name."),
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    display_name = forms.CharField(
        label=_("Name shown to colleagues"),
        max_length=150,
        required=False,
        help_text=_("Leave it empty to show the user name."),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        help_text=_("At least 15 characters. A few words that only you would put together are good."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("The same password again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("password", "again"):
            limit(self.fields[name], LONGEST)

    def clean_username(self) -> str:
        """Refuse a name that is taken, in whatever case it is typed."""
        name = str(self.cleaned_data["username"])
        if User.objects.filter(username__iexact=name).exists():
            raise forms.ValidationError(_("This user name is taken."))
        return name

    def clean(self) -> dict[str, Any]:
        """Refuse a weak password, and two that differ."""
        cleaned: dict[str, Any] = super().clean() or {}
        password = cleaned.get("password")
        if password and cleaned.get("again") and password != cleaned["again"]:
            self.add_error("again", _("The two passwords are not the same."))
        if password:
            try:
                validate_password(password, User(username=cleaned.get("username") or ""))
            except forms.ValidationError as weak:
                self.add_error("password", weak)
        return cleaned
