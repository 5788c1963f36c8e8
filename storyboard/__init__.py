"""From a script and one picture of each character to keyframes, an animatic, boards and an I2V bundle."""
