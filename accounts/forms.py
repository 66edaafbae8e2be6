"""The forms of sign-in and of second factors: the limits on what is looked at, and the words around it."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter as account_adapter
from allauth.account.forms import LoginForm, ReauthenticateForm
from allauth.core import context
from allauth.mfa import signals
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as MFAReauthenticateForm
from allauth.mfa.internal.flows.add import validate_can_add_authenticator
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY, generate_totp_secret
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from accounts import attempts
from accounts.adapters import SECRETS
from accounts.passwords import LONGEST
from accounts.second_factor import accepts, claim_step, matching_step
from hub.sealing import CannotBeOpened, seal, unseal

LONGEST_CODE = 40


def limit(field: forms.Field, longest: int) -> None:
    """Refuse longer input before anything is done with it."""
    field.validators.append(MaxLengthValidator(longest))
    field.widget.attrs["maxlength"] = str(longest)


class SignInForm(LoginForm):
    """Name and password; an over-long password is refused before it is hashed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("User name")
        self.fields["login"].widget.attrs = {
            "autocomplete": "username",
            "autocapitalize": "none",
            "spellcheck": "false",
        }
        self.fields["password"].help_text = ""
        self.fields["password"].widget.attrs = {"autocomplete": "current-password"}
        limit(self.fields["login"], 150)
        limit(self.fields["password"], LONGEST)


class ConfirmPasswordForm(ReauthenticateForm):
    """The password once more, before something of the account is changed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""
        self.fields["password"].widget.attrs = {"autocomplete": "current-password"}
        limit(self.fields["password"], LONGEST)


class CodeMixin(forms.Form):
    """A code of an app or a recovery code: attempts are counted like those of passwords."""

    user: AbstractBaseUser
    reauthentication = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code = self.fields["code"]
        code.label = _("Code")
        code.widget.attrs = {"autocomplete": "one-time-code", "inputmode": "numeric", "dir": "ltr"}
        limit(code, LONGEST_CODE)

    def clean_code(self) -> str:
        """Accept a code once; say nothing about which of the account's factors it did not fit."""
        key = begin_code(self.user)
        code = str(self.cleaned_data["code"])
        factors = Authenticator.objects.filter(user_id=self.user.pk).exclude(type=Authenticator.Type.WEBAUTHN)
        for factor in factors:
            if accepts(factor, self.user, code):
                attempts.succeeded(key)
                factor.user = self.user
                # `accepts` may have used a recovery code up: the row is read again before it is saved.
                factor.refresh_from_db(fields=["data"])
                self.authenticator = factor
                return code
        signals.authentication_failed.send(
            sender=Authenticator,
            request=context.request,
            user=self.user,
            authenticator=factors.first(),
            reauthentication=self.reauthentication,
        )
        raise get_adapter().validation_error("incorrect_code")


class SecondFactorForm(CodeMixin, AuthenticateForm):
    """The second step of sign-in."""


class ConfirmSecondFactorForm(CodeMixin, MFAReauthenticateForm):
    """A code once more, before something of the account is changed."""

    reauthentication = True


class EnrolAppForm(CodeMixin, ActivateTOTPForm):
    """Adding an authenticator app; its secret waits sealed in the session until the first code is right."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.user = kwargs.pop("user")
        forms.Form.__init__(self, *args, **kwargs)
        self.fields["code"].label = _("Code that the app shows")
        self.fields["code"].widget.attrs = {"autocomplete": "one-time-code", "inputmode": "numeric", "dir": "ltr"}
        limit(self.fields["code"], LONGEST_CODE)
        self.secret = enrolment_secret(self.user, anew=not self.is_bound)

    def clean_code(self) -> str:
        validate_can_add_authenticator(self.user)
        key = begin_code(self.user)
        code = str(self.cleaned_data["code"])
        step = matching_step(self.secret, code)
        # Claimed here, so that the code that enrolled the app does not sign in as well.
        if step is None or not claim_step(self.user, step):
            raise get_adapter().validation_error("incorrect_code")
        attempts.succeeded(key)
        return code


class AddKeyForm(AddWebAuthnForm):
    """Adding a passkey or a security key; the credential is filled in by the browser."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_key(self.fields["name"])
        self.fields["passwordless"].label = _("Sign in with this key alone")
        self.fields["passwordless"].help_text = _("The key then asks for your finger or a PIN instead of the password.")


class RenameKeyForm(EditWebAuthnForm):
    """Another name for a key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_key(self.fields["name"])


def name_key(field: forms.Field) -> None:
    """The field for a key's name."""
    field.label = _("Name of the key")
    limit(field, 80)


def begin_code(user: AbstractBaseUser) -> str:
    """Count an attempt at a code of this account."""
    try:
        return attempts.begin("code", str(user.pk))
    except attempts.TooManyAttempts:
        raise account_adapter().validation_error("too_many_login_attempts") from None


def enrolment_secret(user: AbstractBaseUser, *, anew: bool) -> str:
    """The secret of the app that is being added, kept sealed under the name allauth uses and clears."""
    place = ("session", str(user.pk))
    if not anew:
        try:
            return unseal(context.request.session.get(SECRET_SESSION_KEY, ""), purpose=SECRETS, place=place)
        except CannotBeOpened:
            pass
    secret = generate_totp_secret()
    context.request.session[SECRET_SESSION_KEY] = seal(secret, purpose=SECRETS, place=place)
    return secret
