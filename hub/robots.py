"""robots."""

from django.http import HttpResponse


def robots(request):
    return HttpResponse("robots")

