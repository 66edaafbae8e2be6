"""gallery."""

from django.http import HttpResponse


def gallery(request):
    return HttpResponse("gallery")

