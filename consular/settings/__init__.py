"""The settings of the mode that CONSULAR_MODE names."""

from consular.env import env

if env.mode == "production":
    from consular.settings.production import *
elif env.mode == "test":
    from consular.settings.test import *
else:
    from consular.settings.demo import *
