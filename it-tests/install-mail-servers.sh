#!/usr/bin/env bash
# Installs the real mail servers of the integration tests: Dovecot and Postfix (Debian or Ubuntu, root), and fakeroot, which lets
# Postfix run for everybody. May be run again
# at any time. Starts no service and changes no configuration: the tests run the programs with files of their own.
set -euo pipefail

packages=(dovecot-imapd dovecot-pop3d dovecot-lmtpd dovecot-submissiond postfix fakeroot)

missing=()
for package in "${packages[@]}"; do
    if [[ $(dpkg-query -W -f '${db:Status-Status}' "$package" 2> /dev/null) != installed ]]; then
        missing+=("$package")
    fi
done
if [[ ${#missing[@]} -eq 0 ]]; then
    echo "The mail servers are installed: ${packages[*]}"
    exit 0
fi
if ! command -v apt-get > /dev/null; then
    echo "This is no Debian or Ubuntu. Install by hand: ${missing[*]}" >&2
    exit 1
fi
if [[ $(id -u) -ne 0 ]]; then
    echo "Run this as root (sudo ${BASH_SOURCE[0]}); missing: ${missing[*]}" >&2
    exit 1
fi

# The packages would start their services at once; a policy that refuses it (101) is put in their way and taken away again.
policy=/usr/sbin/policy-rc.d
if [[ ! -e $policy ]]; then
    printf '#!/bin/sh\nexit 101\n' > "$policy"
    chmod 755 "$policy"
    trap 'rm -f "$policy"' EXIT
fi

echo "== installing ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
apt-get -o DPkg::Lock::Timeout=300 update -q
echo "postfix postfix/main_mailer_type select No configuration" | debconf-set-selections
apt-get -o DPkg::Lock::Timeout=300 install -y -q --no-install-recommends "${missing[@]}"
