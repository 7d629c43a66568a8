"""What a generated request is given so that it comes further than the first check."""

import os
import random

import schemathesis

MINE = os.environ["TAPER_USER"]


def own(event):
    """Of five events of somebody else four are ours."""
    if isinstance(event, dict) and "user_id" in event and random.random() < 0.8:
        event["user_id"] = MINE


@schemathesis.hook
def before_call(context, case, kwargs):
    if isinstance(case.body, dict):
        own(case.body)
        events = case.body.get("events")
        for event in events if isinstance(events, list) else []:
            own(event)
