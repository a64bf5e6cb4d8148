"""The addresses of a demonstration: those of every mode, and the login without a password."""

from django.urls import path

from cases.seeding.demo_login import log_in_as
from consular.urls import *
from consular.urls import urlpatterns as of_every_mode

urlpatterns = [path("login/demo/", log_in_as, name="demo_login"), *of_every_mode]
