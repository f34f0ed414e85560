#!/bin/sh
# Check what sets machines up without hands by the tools that it is for, and carry it out on two booted copies of this machine:
#   KIOSK_DEB=out/kiosk_....deb sh packaging/provision/check.sh FOLDER
# FOLDER is made, and holds Ansible and cloud-init, which the project itself does not need.
set -eu
cd "$(dirname "$0")/../.."
out=$1
mkdir -p "$out"
out=$(cd "$out" && pwd)
ansible=$out/ansible
if [ ! -x "$ansible/bin/ansible-lint" ]; then
    python3 -m venv "$ansible"
    # The last six are what cloud-init imports.
    "$ansible/bin/python" -m pip install --quiet --disable-pip-version-check ansible-core==2.19.14 ansible-lint==26.10.1 \
        jsonschema configobj requests oauthlib jsonpatch pyserial
fi
(cd packaging/provision && PATH=$ansible/bin:$PATH ansible-lint --offline -q --profile production playbook.yml)
echo "ansible-lint: good"

# cloud-init is unpacked, not installed: it would run when a copy of this machine boots.
if [ ! -d "$out/cloud-init" ]; then
    (cd "$out" && apt-get download cloud-init && dpkg -x cloud-init_*.deb cloud-init)
fi
printf '271828\n' >"$out/pin"
cp "$KIOSK_DEB" "$out/kiosk.deb"
cat >"$out/settings.yaml" <<'END'
kiosk_package_file: kiosk.deb
kiosk_admin_password_hash: $6$salt$abc/def.
kiosk_admin_keys: ["ssh-ed25519 AAAA ana's"]
kiosk_pin_file: pin
END
.venv/bin/python packaging/provision/build.py "$out/settings.yaml" --out "$out/built"
PYTHONPATH=$out/cloud-init/usr/lib/python3/dist-packages "$ansible/bin/python" -m cloudinit.cmd.main schema --config-file "$out/built/user-data"
debconf-set-selections -c "$out/built/preseed.cfg"
echo "debconf-set-selections: good"

# The copies have no network: apt finds the packages where it has downloaded them.
packages=$(sed -n '/^kiosk_packages:/,/^kiosk_share_packages/s/^  - //p' packaging/provision/roles/kiosk/defaults/main.yml)
# shellcheck disable=SC2086
apt-get -q install -y --download-only $packages cifs-utils python3-apt
KIOSK_ANSIBLE=$ansible .venv/bin/python -m pytest -q tests/package/test_provision.py
