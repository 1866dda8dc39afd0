"""Everything one may ask of a convention, each with who asks and the day it holds."""
