"""What is drawn at build time: pictures in a width, cards, QR codes, and the contrast of colours."""
