"""/staff/…: only the addresses that are used; nobody signs up, no mail address is managed here."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkeys
from django.urls import include, path
from django.views.generic import RedirectView
from wagtail.admin.auth import require_admin_access

from accounts import people_views, views
from accounts.user_admin import OwnAccountView

urlpatterns = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("confirm/", account.reauthenticate, name="account_reauthenticate"),
    path("password/", views.ChangePasswordView.as_view(), name="account_change_password"),
    path("password/lost/", views.AskForPasswordView.as_view(), name="account_reset_password"),
    path("password/lost/asked/", views.PasswordAskedView.as_view(), name="account_password_asked"),
    path("password/new/<uidb64>/<token>/", views.NewPasswordView.as_view(), name="account_new_password"),
    path("invited/<str:token>/", people_views.accept_invitation, name="accept_invitation"),
    path("sessions/", people_views.own_sessions, name="own_sessions"),
    path("second-factor/", factors.index, name="mfa_index"),
    path("second-factor/check/", factors.authenticate, name="mfa_authenticate"),
    path("second-factor/confirm/", factors.reauthenticate, name="mfa_reauthenticate"),
    path("second-factor/app/add/", views.EnrolAppView.as_view(), name="mfa_activate_totp"),
    path("second-factor/app/remove/", app.deactivate_totp, name="mfa_deactivate_totp"),
    path("second-factor/codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("second-factor/codes/new/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("second-factor/codes/file/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("second-factor/keys/", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("second-factor/keys/add/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path("second-factor/keys/confirm/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("second-factor/keys/sign-in/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("second-factor/keys/<int:pk>/name/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
    path("second-factor/keys/<int:pk>/remove/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
]

invitation_urlpatterns = (
    [
        path("", people_views.people_invited, name="list"),
        path("<int:pk>/take-back/", people_views.take_invitation_back, name="take_back"),
    ],
    "invitations",
)

# To stand before Wagtail's own addresses, below /admin/.
admin_urlpatterns = [
    path("login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("logout/", account.logout),
    path("invitations/", include(invitation_urlpatterns)),
    path("account/", require_admin_access(OwnAccountView.as_view()), name="wagtailadmin_account"),
]
