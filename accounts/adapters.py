"""What allauth asks this project: nobody signs up, attempts are counted here, secrets are sealed."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth import authenticate
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts import attempts
from accounts.models import User
from hub.sealing import seal, unseal

SECRETS = "accounts.second-factor"


class StaffAccountAdapter(DefaultAccountAdapter):
    """Sign-in by name and password for accounts that an operator made."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("This name and this password do not fit together."),
        "incorrect_password": _("This password is not right."),
        "incorrect_code": _("This code is not right, or was used before. Wait for the next one."),
        "too_many_login_attempts": _("Too many failed attempts. Wait a few minutes, then try again."),
        "rate_limited": _("Too many failed attempts. Wait a few minutes, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """One attempt, counted before it is looked at; equal work for known and unknown names."""
        try:
            key = attempts.begin("password", credentials.get("username", ""))
        except attempts.TooManyAttempts:
            raise self.validation_error("too_many_login_attempts") from None
        user = authenticate(request, **credentials)
        if isinstance(user, User):
            attempts.succeeded(key)
            return user
        return None

    def reauthenticate(self, user: AbstractBaseUser, password: str) -> bool:
        found = self.authenticate(self.request, username=user.get_username(), password=password)
        return found is not None and found.pk == user.pk

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        return HttpResponseRedirect(reverse("account_login"))

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any
    ) -> None:
        """Only messages about what went wrong: the pages themselves say what has been done."""
        if kwargs.get("message"):
            super().add_message(request, level, **kwargs)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """No mail is sent inside a request; what is to be sent is a row first (accounts.reset)."""


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets of second factors are sealed with a key file that no copy of the database holds."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This code is not right, or was used before. Wait for the next one."),
    }

    def encrypt(self, text: str) -> str:
        return seal(text, purpose=SECRETS, place=("allauth.mfa",))

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text, purpose=SECRETS, place=("allauth.mfa",))

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        return user.get_username()
