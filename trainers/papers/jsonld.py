"""Profiles as schema.org says them, for machines that read pages."""

from __future__ import annotations

from typing import Any

from hub.jsonld import Thing, filled
from trainers.channels.kinds import ChannelKind
from trainers.channels.shown import More
from trainers.papers.profile import Profile
from trainers.public import PublicDesk, PublicOrganisation
from trainers.words import Words


def person(profile: Profile, home_url: str = "") -> Thing:
    """A trainer."""
    shown, words = profile.trainer, profile.words
    home = shown.organisation
    return filled(
        {
            "@context": "https://schema.org",
            "@type": "Person",
            "@id": profile.url,
            "url": profile.url,
            "name": shown.name,
            "description": _texts(shown.summary or {}),
            "knowsLanguage": [each.code for each in shown.languages or ()],
            "knowsAbout": [words.term("topic", code) for code in shown.topics or ()],
            "homeLocation": _place(shown.base_country, words) if shown.base_country else None,
            "worksFor": {"@type": "Organization", "name": home.name, "url": home_url} if home else None,
            "contactPoint": _contacts(profile.more),
        }
    )


def organisation(shown: PublicOrganisation, more: More, words: Words, url: str) -> Thing:
    """An organisation and what it offers."""
    return filled(
        {
            "@context": "https://schema.org",
            "@type": "NGO",
            "@id": url,
            "url": shown.website or url,
            "name": shown.name,
            "description": _texts(shown.summary),
            "email": shown.email,
            "location": _place(shown.base_country, words),
            "areaServed": [_place(code, words) for code in shown.places],
            "knowsLanguage": list(shown.languages),
            "makesOffer": [
                {"@type": "Offer", "itemOffered": {"@type": "Service", "name": words.term("service", code)}}
                for code in shown.services
            ],
            "contactPoint": _contacts(more),
        }
    )


def desk(shown: PublicDesk, more: More, words: Words, url: str) -> Thing:
    """A protection desk: a service with the places it serves."""
    return filled(
        {
            "@context": "https://schema.org",
            "@type": "Service",
            "@id": url,
            "url": url,
            "name": shown.name,
            "areaServed": [_place(code, words) for code in shown.places],
            "availableChannel": {
                "@type": "ServiceChannel",
                "availableLanguage": list(shown.languages),
                "serviceUrl": url,
            },
            "provider": filled({"@type": "Organization", "name": shown.name, "contactPoint": _contacts(more)}),
        }
    )


def _texts(texts: Any) -> list[Thing]:
    return [{"@value": text, "@language": language} for language, text in texts.items()]


def _place(code: str, words: Words) -> Thing:
    kind = "Country" if code.isalpha() else "Place"
    return {"@type": kind, "identifier": code, "name": words.place(code)}


def _contacts(more: More) -> list[Thing]:
    """Only what machines know how to use: addresses."""
    found = []
    for way in more.ways:
        if way.kind == ChannelKind.EMAIL:
            found.append({"@type": "ContactPoint", "email": way.value})
        elif way.kind in {ChannelKind.WEB, ChannelKind.ONION} or way.value.startswith("https://"):
            found.append({"@type": "ContactPoint", "url": way.value})
    return found
