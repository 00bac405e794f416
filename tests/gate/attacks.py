"""All named attacks, by kind. A new one is a row in the table of its kind."""

from __future__ import annotations

from tests.gate.attack import Attack
from tests.gate.identities import IDENTITIES
from tests.gate.ignores import IGNORES
from tests.gate.loosenings import LOOSENED_IN_PLACE, SINCE
from tests.gate.policies import POLICIES
from tests.gate.sign_offs import SIGN_OFFS
from tests.gate.unseen import UNSEEN

#: What stands on main passes, and the change may not.
ON_GOOD_GROUND: dict[str, Attack] = {
    f"{kind}: {name}": attack
    for kind, attacks in {
        "sign-off": SIGN_OFFS,
        "identity": IDENTITIES,
        "loosened": LOOSENED_IN_PLACE,
        "since": SINCE,
        "ignore": IGNORES,
        "unseen": UNSEEN,
    }.items()
    for name, attack in attacks.items()
}
#: What stands on main fails already, and the change may not make it pass.
ON_BAD_GROUND: dict[str, Attack] = {f"policy: {name}": attack for name, attack in POLICIES.items()}
