"""Names the packages to install; everything else about the distribution is in setup.cfg."""

from setuptools import find_packages, setup

setup(
    packages=[
        *find_packages(include=["triage_api*", "triage_client*", "triage_tui*"]),
        "front_door_policies",
    ],
    package_dir={"front_door_policies": "policies"},
)
