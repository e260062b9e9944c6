"""How the spider asks: every request knows its look, its purpose and what to do when it fails."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from scrapy.http import FormRequest, Request

from pipelines.items import Context
from spiders.families import Form, interface
from spiders.look import Look

# What was found comes before what is looked for: a run that is cut short has what it found.
_PRIORITY: Final = {"attachment": 30, "image": 30, "report": 20, "part": 20, "list": 10, "home": 0}


def ask(
    look: Look,
    url: str,
    context: Context,
    callback: Callable[..., Any],
    errback: Callable[..., Any],
    form: Form = (),
    **told: Any,
) -> Request:
    """A request on behalf of one portal's look; `told` are the callback's further arguments.

    A form's only field without a name is the JSON to be sent as it stands.
    """
    common: dict[str, Any] = {
        "callback": callback,
        "errback": errback,
        "cb_kwargs": {"look": look, **told},
        "meta": {
            "context": context,
            "home_url": look.portal.home_url,
            "may_be_empty": interface.is_guessed(url),
        },
        "priority": _PRIORITY[context.purpose],
        "dont_filter": True,  # a look knows what it asked for, and counts what is pending
    }
    if form and not form[0][0]:
        headers = {"Content-Type": "application/json"}
        return Request(url, method="POST", body=form[0][1], headers=headers, **common)
    return FormRequest(url, formdata=dict(form), **common) if form else Request(url, **common)
