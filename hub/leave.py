"""leave."""

from django.http import HttpResponse


def leave(request):
    return HttpResponse("leave")

