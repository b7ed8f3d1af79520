"""What the notice says, as objects: Annex 1 (certificates, conditions) and Annex 2 (committees, areas)."""

from .annex1 import *  # noqa: F403
from .annex2 import *  # noqa: F403
from .readings import *  # noqa: F403
