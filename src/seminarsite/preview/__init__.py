"""The preview: the site on 127.0.0.1, made when asked for, with what is to be mended over the page."""
