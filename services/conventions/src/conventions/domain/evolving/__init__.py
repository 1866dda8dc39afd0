"""From one state to the next: what each fact changes, and nothing else."""
