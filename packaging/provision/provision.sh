#!/bin/sh
# Turn an installed Debian into a lobby screen, as root:  sh provision.sh
# The installer (preseed.cfg) and cloud-init (user-data) run it from a copy of the folder that build.py made; it starts nothing, the
# restart after it does. Run again it changes nothing. The same as the Ansible role roles/kiosk, in the same order.
set -eu
cd "$(dirname "$0")"
. ./settings.sh
export DEBIAN_FRONTEND=noninteractive
say() { printf 'provision: %s\n' "$*"; }

# FILE TEXT MODE [OWNER]: write a file whose folder may be missing.
write() {
    mkdir -p "$(dirname "$1")"
    printf '%s\n' "$2" >"$1"
    chmod "$3" "$1"
    chown "${4:-root:root}" "$1"
}

# FILE BEGINNING LINE: replace the line that matches BEGINNING, a regular expression without + and ?, or append it.
write_line() {
    if grep -q "$2" "$1"; then
        LINE=$3 BEGINNING=$2 awk '$0 ~ ENVIRON["BEGINNING"] { if (!done++) print ENVIRON["LINE"]; next } { print }' "$1" >"$1.part"
        cat "$1.part" >"$1"
        rm "$1.part"
    else
        printf '%s\n' "$3" >>"$1"
    fi
}

say "the settings of Debian that are the same on every screen"
(cd files && find . -type f) | while read -r file; do
    mkdir -p "/$(dirname "$file")"
    install -m 644 -o root -g root "files/$file" "/$file"
done

if [ "$REPOSITORY_URI" ]; then
    say "the repository"
    mkdir -p /etc/apt/keyrings
    install -m 644 -o root -g root repository.asc /etc/apt/keyrings/kiosk.asc
    write /etc/apt/sources.list.d/kiosk.sources "Types: deb
URIs: $REPOSITORY_URI
Suites: $REPOSITORY_SUITE
Components: main
Signed-By: /etc/apt/keyrings/kiosk.asc" 644
fi

say "the packages"
apt-get -q update
case $SHARE_TYPE in
cifs) share_package=cifs-utils ;;
nfs) share_package=nfs-common ;;
esac
[ "$SHARE" ] || share_package=""
# shellcheck disable=SC2086
apt-get -q install -y --no-install-recommends $PACKAGES $share_package
if [ -f package.deb ]; then
    install -m 644 -o root -g root package.deb /var/local/kiosk.deb
    apt-get -q install -y --no-install-recommends --allow-downgrades /var/local/kiosk.deb
else
    apt-get -q install -y --no-install-recommends kiosk
fi

say "the user who looks after the machine"
if ! id "$ADMIN" >/dev/null 2>&1; then
    useradd --create-home --shell /bin/bash --password "${ADMIN_PASSWORD_HASH:-!}" "$ADMIN"
fi
usermod --append --groups sudo "$ADMIN"
if [ "$ADMIN_KEYS" ]; then
    keys=$(getent passwd "$ADMIN" | cut -d : -f 6)/.ssh
    install -d -m 700 -o "$ADMIN" -g "$ADMIN" "$keys"
    write "$keys/authorized_keys" "$ADMIN_KEYS" 600 "$ADMIN:$ADMIN"
fi

say "the time"
ln -sfn "/usr/share/zoneinfo/$TIME_ZONE" /etc/localtime
write /etc/timezone "$TIME_ZONE" 644
if [ "$TIME_SERVERS" ]; then
    write /etc/systemd/timesyncd.conf.d/kiosk.conf "[Time]
NTP=$(printf '%s' "$TIME_SERVERS" | tr '\n' ' ')" 644
fi

say "the exhibition's folder"
folder=$(printf '%s\n' "$SETTINGS" | sed -n 's/^KIOSK_FOLDER=//p')
[ -d "$folder" ] || install -d -m 755 "$folder"
if [ "$SHARE" ]; then
    login=guest
    if [ -f share-password ]; then
        install -m 600 -o root -g root share-password /etc/share-password
    fi
    [ ! -f /etc/share-password ] || login=credentials=/etc/share-password
    [ "$SHARE_TYPE" = cifs ] || login=timeo=50
    write_line /etc/fstab "^[^[:space:]]*[[:space:]]*$folder[[:space:]]" \
        "$SHARE $folder $SHARE_TYPE ro,soft,nofail,_netdev,x-systemd.automount,$login 0 0"
fi

say "the screen's settings and the PIN"
printf '%s\n' "$SETTINGS" | while IFS= read -r line; do
    write_line /etc/default/kiosk "^${line%%=*}=" "$line"
done
if [ -f pin ] && [ ! -f /var/lib/kiosk/pin ]; then
    kiosk pin <pin
fi
# What was secret does not stay on the disk; on a disk that writes elsewhere (SSD), rm is what counts.
for secret in pin share-password; do
    [ ! -f "$secret" ] || shred -u "$secret"
done

say "no sleep, and what starts with the machine"
systemctl mask sleep.target suspend.target hibernate.target hybrid-sleep.target
systemctl enable systemd-timesyncd.service seatd.service apt-daily-upgrade.timer kiosk.service
[ ! -x /usr/sbin/update-grub ] || update-grub
say "done; the screen starts with the machine"
