# What the scripts of an installed desk share; read by them with `.`, not run.
# shellcheck shell=bash

readonly HOME_FOLDER=/opt/bayline
readonly SETTINGS_FOLDER=/etc/bayline
readonly STORE_FOLDER=/var/lib/bayline
readonly STORE=$STORE_FOLDER/shop.sqlite
readonly ACCOUNT=bayline
readonly UNITS=/etc/systemd/system
readonly UNIT=bayline-desk.service
readonly TIMER=bayline-backup.timer

# The settings of desk.conf, and what holds without them.
HOST=127.0.0.1
PORT=8383
OPTIONS=
BACKUPS=/var/backups/bayline
KEEP=28
if [ -r "$SETTINGS_FOLDER/desk.conf" ]; then
  # shellcheck source=/dev/null
  . "$SETTINGS_FOLDER/desk.conf"
fi

# Chinese and English as the programs choose them.
words() { # Chinese, English
  case "${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}" in
    zh*) printf '%s\n' "$1" ;;
    *) printf '%s\n' "$2" ;;
  esac
}

say() { words "$@"; }

refuse() { # Chinese, English
  words "$@" >&2
  exit 2
}

need_root() {
  [ "$(id -u)" = 0 ] || refuse "请用 root 运行，例如 sudo $0" "run this as root, for instance sudo $0"
}

# What makes a command run as the account of the desk.
AS_DESK=(setpriv --reuid "$ACCOUNT" --regid "$ACCOUNT" --init-groups --)
if [ "$(id -un)" = "$ACCOUNT" ]; then AS_DESK=(); fi

as_desk() { "${AS_DESK[@]}" "$@"; }

# Whether the account is the one that install.sh made.
own_account() { [ "$(getent passwd "$ACCOUNT" | cut -d: -f6)" = "$STORE_FOLDER" ]; }

systemd_installed() { command -v systemctl >/dev/null && [ -d "$UNITS" ]; }
systemd_runs() { command -v systemctl >/dev/null && [ -d /run/systemd/system ]; }

# Runs systemctl where systemd runs; says so elsewhere.
control() {
  if systemd_runs; then
    systemctl --quiet "$@"
  else
    say "systemd 没有运行; 跳过 systemctl $*" "systemd does not run here; skipped: systemctl $*"
  fi
}

desk_is_active() { systemd_runs && systemctl --quiet is-active "$UNIT"; }

# Whether a program has the store open.
store_in_use() { [ -e "$STORE.lock" ] && ! flock --nonblock "$STORE.lock" true; }

need_free_store() {
  if store_in_use; then
    refuse "$STORE 正在使用; 请先停止预约台" "$STORE is in use; stop the desk first"
  fi
}

# The address at which this machine reaches its own desk.
own_address() {
  case "$HOST" in
    0.0.0.0 | localhost) echo 127.0.0.1 ;;
    ::) echo ::1 ;;
    *) echo "$HOST" ;;
  esac
}

# Makes a store with a book from a site, by letting the desk run until it answers.
make_store() { # program, options like --site
  local program=$1 output started=
  shift
  output=$(mktemp)
  # Not by the function, whose process would be signalled in the place of the desk.
  "${AS_DESK[@]}" "$program" --store "$STORE" --port 0 "$@" >"$output" &
  local desk=$!
  for _ in $(seq 300); do
    if grep --quiet '://' "$output"; then
      started=yes
      break
    fi
    kill -0 "$desk" 2>/dev/null || break
    sleep 0.1
  done
  kill "$desk" 2>/dev/null || true
  wait "$desk" || true
  rm -f "$output"
  [ -n "$started" ]
}

# Waits until the desk answers at its port.
wait_for_desk() {
  for _ in $(seq 60); do
    if (: <"/dev/tcp/$(own_address)/$PORT") 2>/dev/null; then return 0; fi
    sleep 0.5
  done
  return 1
}

# Puts the program, its scripts and its units into place, from an unpacked archive.
place_program() { # folder of the archive
  rm -rf "$HOME_FOLDER.new"
  install -d -m 755 "$HOME_FOLDER.new"
  (cd "$1" && cp -R --preserve=mode,timestamps bin lib systemd doc licences uninstall.sh VERSION LICENSE "$HOME_FOLDER.new")
  chown -R root:root "$HOME_FOLDER.new"
  sync -f "$HOME_FOLDER.new"
  if [ -e "$HOME_FOLDER" ]; then
    rm -rf "$HOME_FOLDER.old"
    mv "$HOME_FOLDER" "$HOME_FOLDER.old"
  fi
  mv "$HOME_FOLDER.new" "$HOME_FOLDER"
  place_units
}

place_units() {
  local unit
  if ! systemd_installed; then
    say "没有 systemd; 服务文件在 $HOME_FOLDER/systemd" "no systemd here; the units stay in $HOME_FOLDER/systemd"
    return
  fi
  for unit in "$HOME_FOLDER"/systemd/*; do install -m 644 "$unit" "$UNITS"; done
  control daemon-reload
}

# Refuses an archive that is damaged or for another machine.
check_archive() { # folder of the archive
  local reason
  (cd "$1" && sha256sum --check --quiet --strict SHA256SUMS) ||
    refuse "压缩包已损坏; 请重新下载" "the archive is damaged; get it again"
  if ! reason=$("$1/bin/bayline-desk" --version 2>&1); then
    printf '%s\n' "$reason" >&2
    refuse "程序不能在这台电脑上运行 ($(uname -m)); 见 docs/deployment.md 的系统要求" \
      "the program does not run on this machine ($(uname -m)); see what docs/deployment.md says it needs"
  fi
  [ -e /usr/share/zoneinfo/UTC ] ||
    refuse "缺少时区数据; 请安装 tzdata" "there are no time zones here; install tzdata"
}
