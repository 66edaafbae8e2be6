"""The screens where operators add and change accounts, and where each member of staff changes their own."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.account import (
    AccountView,
    AvatarSettingsPanel,
    BaseSettingsPanel,
    NameEmailSettingsPanel,
)
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import UserViewSet

from accounts.forms import limit
from accounts.invitation_forms import language_choices
from accounts.models import User
from accounts.passwords import LONGEST
from accounts.role_names import named
from accounts.translating import own_languages, set_languages

FIELDS = ("username", "email", "display_name", "is_superuser", "groups")


class StaffFormMixin(forms.ModelForm):  # type: ignore[type-arg]
    """No first and last name; a mail address only for who wants to reset a password by mail."""

    first_name = None
    last_name = None
    email = forms.EmailField(
        required=False,
        label=_("Email"),
        help_text=_("For a link to a new password, and to be told that something waits. The site works without one."),
    )

    languages = forms.MultipleChoiceField(
        required=False,
        label=_("Translates into"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("For translators: they work on the pages of these languages and on no others."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["languages"].choices = language_choices()  # type: ignore[attr-defined]
        roles = cast("forms.ModelMultipleChoiceField[Group]", self.fields["groups"])
        roles.label_from_instance = lambda obj: named(obj.name)  # type: ignore[method-assign]
        if self.instance.pk:
            self.fields["languages"].initial = sorted(own_languages(self.instance))
        for name in ("password1", "password2"):
            if name in self.fields:
                limit(self.fields[name], LONGEST)

    def save(self, commit: bool = True) -> User:
        """The account with its languages."""
        user: User = super().save(commit=commit)
        if commit:
            set_languages(user, self.cleaned_data["languages"])
        return user


class StaffCreationForm(StaffFormMixin, UserCreationForm):
    """A new account."""

    class Meta(UserCreationForm.Meta):
        model = User
        fields = FIELDS


class StaffEditForm(StaffFormMixin, UserEditForm):
    """An account as operators change it."""

    class Meta(UserEditForm.Meta):
        model = User
        fields = (*FIELDS, "is_active")


class StaffViewSet(UserViewSet):
    """Wagtail's list and forms of users, with our fields."""

    template_prefix = "accounts/users/"

    def get_form_class(self, for_update: bool = False) -> type[StaffFormMixin]:
        return StaffEditForm if for_update else StaffCreationForm


class OwnNameForm(forms.ModelForm):  # type: ignore[type-arg]
    """What colleagues see."""

    class Meta:
        model = User
        fields = ("display_name",)


class OwnNamePanel(BaseSettingsPanel):
    """The name in the account screen."""

    name = "own_name"
    title = _("Name")
    order = 100
    form_class = OwnNameForm


class OwnAccountView(AccountView):
    """Wagtail's account screen without the names we do not keep and without portraits of staff."""

    def get_panels(self) -> list[BaseSettingsPanel]:
        kept = [
            panel
            for panel in super().get_panels()
            if not isinstance(panel, NameEmailSettingsPanel | AvatarSettingsPanel)
        ]
        return [OwnNamePanel(self.request, self.request.user, None), *kept]
