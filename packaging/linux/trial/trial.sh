#!/bin/sh
# What a user does with a kind of package, on a bare system with no network: run as root inside it by setup/package/trial.py,
# as `trial.sh papers`, `trial.sh deb`, `trial.sh run`, and `trial.sh rpm` while the .rpm is installed there.
set -eu
. /trial/common.sh
. "/trial/$1.sh"
echo "$1: all done"
