"""Reactions: commands that follow from other services' events.

async def follow(offers: Offers, heard: Recorded[PartnerClosed]) -> Sequence[Wanted]:
    return [Wanted(target=str(offer), give=partial(close, offer)) for offer in ...]

CLOSE_OFFERS = Reaction(name="close_offers", catalogue=PARTNERS, follow=follow)
"""

from mithaq.reactions.description import Reaction, Wanted

__all__ = ["Reaction", "Wanted"]
