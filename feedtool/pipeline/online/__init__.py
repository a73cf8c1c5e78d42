"""The live show: which addresses are asked, what they answer, and what rules say of it."""
