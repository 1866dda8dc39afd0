"""Payment orders: approved by as many persons as their amount asks for, or refused."""
