"""What every topic shares: the state, its values, the vocabulary, the policy, the table's rows."""
