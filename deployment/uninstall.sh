#!/usr/bin/env bash
# Removes the desk, as root. Asks before it deletes the store and its backups.
#
# --keep-store     keeps the store, the backups and the account that they belong to
# --delete-store   deletes them without asking
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
. "$here/lib/common.sh"

choice=ask
case "${1:-}" in
  '') ;;
  --keep-store) choice=keep ;;
  --delete-store) choice=delete ;;
  # Used by install.sh, which knows what was there before it.
  --program-only) choice=none ;;
  *) refuse "用法: uninstall.sh [--keep-store | --delete-store]" "usage: uninstall.sh [--keep-store | --delete-store]" ;;
esac
need_root
if [ "$choice" = ask ] && [ ! -e "$STORE" ] && [ -z "$(ls -A "$BACKUPS" 2>/dev/null)" ]; then choice=delete; fi
if [ "$choice" = ask ]; then
  [ -t 0 ] || refuse "请给出 --keep-store 或 --delete-store" "give --keep-store or --delete-store"
  say "要删除 $STORE_FOLDER 和 $BACKUPS 吗? 删除后无法恢复。输入 DELETE 删除，其他保留:" \
    "Delete $STORE_FOLDER and $BACKUPS for good? Type DELETE to delete, anything else to keep them:"
  read -r answer || answer=
  if [ "$answer" = DELETE ]; then choice=delete; else choice=keep; fi
fi

if systemd_installed; then
  control disable --now "$UNIT" "$TIMER" || true
fi
need_free_store
for unit in bayline-desk.service bayline-backup.service bayline-backup.timer; do
  rm -rf "${UNITS:?}/$unit" "$UNITS/$unit.d"
  rm -f "$UNITS"/*.wants/"$unit"
done
if systemd_installed; then
  control daemon-reload
  control reset-failed "$UNIT" bayline-backup.service 2>/dev/null || true
  # When the timer last ran.
  rm -f "/var/lib/systemd/timers/stamp-$TIMER"
fi
for name in bayline bayline-desk bayline-account bayline-backup bayline-restore; do
  if [[ "$(readlink "/usr/local/bin/$name" || true)" == "$HOME_FOLDER"/* ]]; then rm "/usr/local/bin/$name"; fi
done
if [ "$choice" = keep ]; then
  say "保留: $STORE_FOLDER、$BACKUPS、$SETTINGS_FOLDER 和账户 $ACCOUNT" \
    "kept: $STORE_FOLDER, $BACKUPS, $SETTINGS_FOLDER and the account $ACCOUNT"
elif [ "$choice" = delete ]; then
  rm -rf "$STORE_FOLDER" "$SETTINGS_FOLDER"
  # A folder of one's own may have other files.
  rm -f "$BACKUPS"/shop-*.sqlite "$BACKUPS"/.lock "$BACKUPS"/.unfinished.sqlite* "$BACKUPS"/.tried.sqlite*
  rmdir "$BACKUPS" 2>/dev/null || true
  if own_account; then userdel "$ACCOUNT"; fi
fi
rm -rf "$HOME_FOLDER" "$HOME_FOLDER.new" "$HOME_FOLDER.old" "$HOME_FOLDER.failed"
say "bayline 已卸载" "bayline is uninstalled"
