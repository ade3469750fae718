#!/bin/sh
# Declares one mailbox account on Payara, after mailbox-connector.rar was deployed. Run it once per account; running it
# again replaces the account.
#
#   configure-account-payara.sh ACCOUNT.properties PAYARA/bin/asadmin [option of asadmin]...
#
# ACCOUNT.properties holds what is known of the account, one name=value per line; docs/reference/configuration.md lists
# all names. Microsoft 365 needs five:
#
#   provider=microsoft365
#   mailbox=support@contoso.example
#   tenantId=contoso.example
#   clientId=00000000-0000-0000-0000-000000000000
#   clientSecret=...
#
# "account=Sales" names a second account: its pool is Sales, its factory eis/Sales (the default is Mailbox: eis/Mailbox).
# "poolSize=5" lets the pool grow to five connections instead of three.
# A value is all that stands behind the equals sign, as it is. Secrets go into password aliases of the server; a value
# such as ${ALIAS=name} names one that exists. The options are those of asadmin: --host, --port, --user, --passwordfile.
set -eu
umask 077

# Only these are accepted: the server ignores a name that it does not know.
properties='
    provider
    mailbox
    authentication
    cloud
    tenantId
    clientId
    clientSecret
    clientSecretNext
    clientSecretExpires
    clientCertificate
    clientKey
    clientKeyPassword
    clientAssertionFile
    clientAuthentication
    authority
    issuer
    tokenUrl
    scope
    tokenStore
    tokenStoreKey
    tokenStoreKeyPrevious
    serviceAccountKey
    tokenServerUrl
    tokenServerSecret
    userName
    password
    secretStore
    secretStorePassword
    saslMechanism
    httpProxy
    imapHost
    imapPort
    imapTls
    pop3Host
    pop3Port
    pop3Tls
    smtpHost
    smtpPort
    smtpTls
    allowPlaintext
    trustedCertificates
    trustStore
    trustStorePassword
    connectTimeout
    readTimeout
    writeTimeout
    maxSendRate
    trace
    from
    senderName
    replyTo
    alwaysBcc
    partial
    failoverHosts
    submissionTimeout
    saveToSent
    sentFolder
    recipientAllowList
    mode
    captureDirectory
    maxConnectionAge
    maxMessagesPerConnection
    lazyAssociation
    sendMode
    transactionLevel
    outboxDataSource
    outboxLease
    outboxPatience
    outboxRetention
    outboxUnknown
'
# These are kept in password aliases.
secrets='
    clientSecret
    clientSecretNext
    clientKeyPassword
    tokenStoreKey
    tokenStoreKeyPrevious
    tokenServerSecret
    password
    secretStorePassword
    trustStorePassword
'

fail() {
    echo "configure-account-payara.sh: $*" >&2
    exit 1
}

[ $# -ge 2 ] || fail 'usage: configure-account-payara.sh ACCOUNT.properties PAYARA/bin/asadmin [option of asadmin]...'
[ -r "$1" ] || fail "there is no file '$1' with the account"
[ -x "$2" ] || fail "'$2' is not asadmin"
asadmin=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM
tr -d '\r' < "$1" | sed -e '/^[[:space:]]*#/d' -e '/^[[:space:]]*$/d' > "$work/account"
shift 2

is_one_of() { # name, names
    for one in $2; do
        [ "$one" = "$1" ] && return
    done
    return 1
}

value_of() { # name; prints nothing when it is not given
    sed -n "s/^[[:space:]]*$1[[:space:]]*=[[:space:]]*//p" "$work/account" | tail -n 1
}

names=$(sed -n 's/^[[:space:]]*\([A-Za-z0-9]*\)[[:space:]]*=.*/\1/p' "$work/account" | sort -u)
if sed '/^[[:space:]]*[A-Za-z0-9]*[[:space:]]*=/d' "$work/account" | grep -q .; then
    fail 'a line of the account is no name=value'
fi
for name in $names; do
    is_one_of "$name" "account poolSize $properties" || fail "'$name' is no property of an account"
done
account=$(value_of account)
account=${account:-Mailbox}
pool_size=$(value_of poolSize)
transactions=NoTransaction
[ "$(value_of transactionLevel)" != local ] || transactions=LocalTransaction
case $account in *[!A-Za-z0-9_]*) fail "account = '$account': only letters, digits and underscores make a name" ;; esac

# What the administrator's own password file holds is needed in each file that is handed to asadmin.
: > "$work/passwords"
remaining=$#
while [ "$remaining" -gt 0 ]; do
    option=$1
    shift
    remaining=$((remaining - 1))
    case $option in
        --passwordfile)
            cat "$1" > "$work/passwords"
            shift
            remaining=$((remaining - 1))
            ;;
        --passwordfile=*) cat "${option#*=}" > "$work/passwords" ;;
        *) set -- "$@" "$option" ;;
    esac
done
# From here on "$@" are the other options.

"$asadmin" "$@" --passwordfile "$work/passwords" --terse list-password-aliases > "$work/aliases"
"$asadmin" "$@" --passwordfile "$work/passwords" --terse list-connector-connection-pools > "$work/pools"

keep_secret() { # name, value, options of asadmin; prints what stands for it
    case $2 in '${'*) printf '%s' "$2"; return ;; esac
    alias="$account-$1"
    {
        cat "$work/passwords"
        printf '\nAS_ADMIN_ALIASPASSWORD=%s\n' "$(printf '%s' "$2" | sed 's/\\/\\\\/g')"
    } > "$work/secret"
    shift 2
    verb=create
    if grep -qixF "$alias" "$work/aliases"; then
        verb=update
    fi
    "$asadmin" "$@" --passwordfile "$work/secret" "$verb-password-alias" "$alias" >&2
    rm "$work/secret"
    printf '${ALIAS=%s}' "$alias"
}

{
    if grep -qxF "$account" "$work/pools"; then
        echo "delete-connector-connection-pool --cascade=true $account"
    fi
    # The pool asks an idle connection whether it still lives, before it hands it out. No connection is kept for its own
    # sake: mail servers allow few for each mailbox, and Payara's default is eight.
    echo "create-connector-connection-pool --raname mailbox-connector" \
        "--connectiondefinition io.mailboxconnector.api.MailboxConnectionFactory" \
        "--steadypoolsize 0 --maxpoolsize ${pool_size:-3} --poolresize 1 --maxwait 30000 --idletimeout 300" \
        "--transactionsupport $transactions --isconnectvalidatereq=true $account"
    for name in $names; do
        is_one_of "$name" "$properties" || continue
        value=$(value_of "$name")
        [ -n "$value" ] || continue
        if is_one_of "$name" "$secrets"; then
            value=$(keep_secret "$name" "$value" "$@")
        fi
        printf 'set "resources.connector-connection-pool.%s.property.%s=%s"\n' \
            "$account" "$name" "$(printf '%s' "$value" | sed -e 's/\\/\\\\/g' -e 's/"/\\"/g')"
    done
    echo "create-connector-resource --poolname $account eis/$account"
    echo "set configs.config.server-config.monitoring-service.module-monitoring-levels.connector-connection-pool=HIGH"
} > "$work/commands"

"$asadmin" "$@" --passwordfile "$work/passwords" --interactive=false --echo=true multimode --file "$work/commands" > "$work/output" 2>&1 || {
    cat "$work/output" >&2
    fail "the server did not accept the account '$account'"
}
# The exit code tells nothing of the single commands.
if grep -q '^Command .* failed' "$work/output"; then
    cat "$work/output" >&2
    fail "the server did not accept the account '$account'"
fi
echo "The account '$account' is declared: eis/$account."
