#!/usr/bin/env bash
# Installs the desk from this folder, as root:
#
#   ./install.sh --site site.json [--catalogue jobs.csv]   begins a book for the site and starts the desk
#   ./install.sh                                           where a store is there already, or to do that later
#
# --port N       the port, 8383 otherwise
# --no-start     installs only
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
. "$here/lib/common.sh"

site= catalogue= start=yes port=
while [ $# -gt 0 ]; do
  case "$1" in
    --site | --catalogue | --port)
      [ $# -gt 1 ] || refuse "$1 后面缺少值" "$1 needs a value"
      case "$1" in --site) site=$2 ;; --catalogue) catalogue=$2 ;; --port) port=$2 ;; esac
      shift 2
      ;;
    --no-start)
      start=
      shift
      ;;
    *) refuse "不认识 $1; 用法见 install.sh 开头" "unknown option $1; the head of install.sh shows its use" ;;
  esac
done
need_root
for file in "$site" "$catalogue"; do
  if [ -n "$file" ] && [ ! -r "$file" ]; then refuse "$file: 没有这个文件" "$file: there is no such file"; fi
done
case "$port" in *[!0-9]*) refuse "--port 要是数字" "--port takes a number" ;; esac
if [ -e "$HOME_FOLDER" ] || [ -e "$HOME_FOLDER.old" ]; then
  refuse "已经安装 ($HOME_FOLDER); 请用 update.sh" "installed already ($HOME_FOLDER); use update.sh"
fi
if [ -n "$site" ] && [ -e "$STORE" ]; then
  refuse "已有存储 $STORE; 请去掉 --site" "there is a store already, $STORE; leave out --site"
fi
for name in bayline bayline-desk bayline-account bayline-backup bayline-restore; do
  if [ -e "/usr/local/bin/$name" ] || [ -L "/usr/local/bin/$name" ]; then
    refuse "/usr/local/bin/$name 已存在，不是这里装的" "/usr/local/bin/$name is there already, and not from here"
  fi
done
if id "$ACCOUNT" >/dev/null 2>&1 && ! own_account; then
  refuse "已有别的账户叫 $ACCOUNT" "there is another account called $ACCOUNT"
fi
check_archive "$here"

# Whatever fails from here on leaves the machine as it was: store, backups, settings and account too, where there are any.
before=$(mktemp -d)
if [ -e "$SETTINGS_FOLDER" ]; then cp -a "$SETTINGS_FOLDER" "$before/settings"; fi
for folder in "$STORE_FOLDER" "$BACKUPS"; do
  if [ -e "$folder" ]; then stat --format='%u:%g %a %n' "$folder"; fi
done >"$before/folders"
if id "$ACCOUNT" >/dev/null 2>&1; then touch "$before/account"; fi
was_there() { grep --quiet -e "^[0-9:]* [0-7]* $1\$" "$before/folders"; }
undo() {
  local status=$?
  if [ "$status" != 0 ]; then
    say "安装没有完成，正在撤销" "not installed; undoing what was done" >&2
    "$here/uninstall.sh" --program-only
    # A book that was begun from the site: there was none before.
    if [ -n "$site" ]; then rm -f "$STORE" "$STORE"-wal "$STORE"-shm "$STORE"-journal "$STORE.lock"; fi
    was_there "$STORE_FOLDER" || rm -rf "$STORE_FOLDER"
    was_there "$BACKUPS" || rmdir "$BACKUPS" 2>/dev/null || true
    while read -r owner mode folder; do
      chown "$owner" "$folder"
      chmod "$mode" "$folder"
    done <"$before/folders"
    rm -rf "$SETTINGS_FOLDER"
    if [ -e "$before/settings" ]; then cp -a "$before/settings" "$SETTINGS_FOLDER"; fi
    if [ ! -e "$before/account" ] && own_account; then userdel "$ACCOUNT"; fi
  fi
  rm -rf "$before"
  exit "$status"
}
trap undo EXIT

if ! id "$ACCOUNT" >/dev/null 2>&1; then
  useradd --system --user-group --home-dir "$STORE_FOLDER" --no-create-home --shell /usr/sbin/nologin \
    --comment "Bayline" "$ACCOUNT"
fi
install -d -m 700 -o "$ACCOUNT" -g "$ACCOUNT" "$STORE_FOLDER" "$BACKUPS"
install -d -m 755 "$SETTINGS_FOLDER"
if [ ! -e "$SETTINGS_FOLDER/desk.conf" ]; then install -m 644 "$here/desk.conf" "$SETTINGS_FOLDER/desk.conf"; fi
if [ -n "$port" ]; then
  sed -i "s/^PORT=.*/PORT=$port/" "$SETTINGS_FOLDER/desk.conf"
  PORT=$port
fi
if [ -n "$site" ]; then install -m 640 -g "$ACCOUNT" "$site" "$SETTINGS_FOLDER/site.json"; fi
if [ -n "$catalogue" ]; then install -m 640 -g "$ACCOUNT" "$catalogue" "$SETTINGS_FOLDER/jobs.csv"; fi
place_program "$here"
for name in bayline bayline-desk; do ln -s "$HOME_FOLDER/bin/$name" "/usr/local/bin/$name"; done
for name in bayline-account bayline-backup bayline-restore; do
  ln -s "$HOME_FOLDER/lib/$name" "/usr/local/bin/$name"
done
if [ -n "$site" ]; then
  options=(--site "$SETTINGS_FOLDER/site.json")
  if [ -n "$catalogue" ]; then options+=(--catalogue "$SETTINGS_FOLDER/jobs.csv"); fi
  make_store "$HOME_FOLDER/bin/bayline-desk" "${options[@]}" ||
    refuse "预约簿没有建成" "the book could not be begun"
fi
trap - EXIT
rm -rf "$before"

say "已安装 bayline $(<"$HOME_FOLDER/VERSION")" "installed bayline $(<"$HOME_FOLDER/VERSION")"
if [ ! -s "$STORE" ]; then
  say "下一步: 把门店文件放到 $SETTINGS_FOLDER/site.json，然后 systemctl enable --now $UNIT $TIMER" \
    "next: put the file of the site at $SETTINGS_FOLDER/site.json, then systemctl enable --now $UNIT $TIMER"
elif [ -n "$start" ]; then
  control enable --now "$UNIT" "$TIMER"
  if ! systemd_runs; then
    say "手动启动: setpriv --reuid $ACCOUNT --regid $ACCOUNT --init-groups $HOME_FOLDER/lib/bayline-start" \
      "to start it by hand: setpriv --reuid $ACCOUNT --regid $ACCOUNT --init-groups $HOME_FOLDER/lib/bayline-start"
  elif wait_for_desk; then
    say "预约台已开: http://$(own_address):$PORT/" "the desk is open: http://$(own_address):$PORT/"
  else
    refuse "预约台没有回答; 请看 journalctl -u $UNIT" "the desk does not answer; see journalctl -u $UNIT"
  fi
fi
