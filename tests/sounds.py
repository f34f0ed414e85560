"""The beginnings of sound files, as their formats describe them."""

# A WAV file of one sample; all of its bytes are ASCII characters.
SOUND = "RIFF\x26\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0@\x1f\0\0@\x1f\0\0\x01\0\x08\0data\x02\0\0\0@@"
