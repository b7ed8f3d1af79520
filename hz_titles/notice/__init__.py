"""What the notice says, as objects: Annex 1 (certificates, conditions) and Annex 2 (committees, areas)."""
