"""The addresses below /staff/: allauth's views where they fit, our own for passwords."""

from __future__ import annotations

from typing import Any

from allauth.mfa.totp.views import ActivateTOTPView
from django.contrib.auth.views import PasswordChangeView, PasswordResetConfirmView
from django.http import HttpResponse
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView, TemplateView
from qrcode.image.svg import SvgPathImage
from qrcode.main import QRCode

from accounts import audit, reset
from accounts.password_forms import AskForPasswordForm, ChangePasswordForm, NewPasswordForm


class EnrolAppView(ActivateTOTPView):
    """Adding an authenticator app, with its picture drawn into the page: no data: address, no style attribute."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        drawing = QRCode(image_factory=SvgPathImage, box_size=10, border=2)
        drawing.add_data(context["totp_url"])
        drawn = drawing.make_image().path
        return {**context, "qr_path": drawn.get("d"), "qr_size": drawing.modules_count + 4}


class AskForPasswordView(FormView[AskForPasswordForm]):
    """Whatever name is given, the answer is the same page."""

    form_class = AskForPasswordForm
    template_name = "account/password_reset.html"
    success_url = reverse_lazy("account_password_asked")

    def form_valid(self, form: AskForPasswordForm) -> HttpResponse:
        reset.ask(form.cleaned_data["name"], get_language() or "en")
        return super().form_valid(form)


class PasswordAskedView(TemplateView):
    """What happens next, without saying whether the account exists."""

    template_name = "account/password_reset_done.html"


class NewPasswordView(PasswordResetConfirmView):
    """Behind the link of the mail: choose a password, then sign in with it as usual."""

    form_class = NewPasswordForm
    template_name = "account/password_reset_from_key.html"
    success_url = reverse_lazy("account_login")
    title = ""

    def form_valid(self, form: NewPasswordForm) -> HttpResponse:  # type: ignore[override]
        answer = super().form_valid(form)
        audit.record(who=f"user:{form.user.pk}", act="password.reset")
        return answer


@method_decorator(sensitive_post_parameters(), name="dispatch")
class ChangePasswordView(PasswordChangeView):
    """For who is signed in; every other session of the account ends."""

    form_class = ChangePasswordForm
    template_name = "account/password_change.html"
    success_url = reverse_lazy("mfa_index")
    title = ""

    def form_valid(self, form: ChangePasswordForm) -> HttpResponse:  # type: ignore[override]
        answer = super().form_valid(form)
        audit.record(who=f"user:{self.request.user.pk}", act="password.change")
        return answer
