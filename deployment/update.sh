#!/usr/bin/env bash
# Updates an installed desk to the program of this folder, as root. The desk is away for a few seconds.
#
# The store is copied by the program that wrote it; the new program migrates and checks that copy. Only if that goes
# well is anything replaced. If the new desk does not start, the old program and the old store come back.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
. "$here/lib/common.sh"

[ $# = 0 ] || refuse "update.sh 没有选项" "update.sh takes no options"
need_root
# An update that the power cut off between two renames.
if [ ! -e "$HOME_FOLDER" ] && [ -e "$HOME_FOLDER.old" ]; then mv "$HOME_FOLDER.old" "$HOME_FOLDER"; fi
[ -e "$HOME_FOLDER/VERSION" ] || refuse "还没有安装; 请用 install.sh" "not installed; use install.sh"
[ "$here" != "$HOME_FOLDER" ] || refuse "请从新的压缩包里运行" "run the one of the new archive"
check_archive "$here"
old_version=$(<"$HOME_FOLDER/VERSION") new_version=$(<"$here/VERSION")

was_active=
if desk_is_active; then was_active=yes; fi
control stop "$UNIT"
need_free_store
trial=
again() {
  if [ -n "$trial" ]; then rm -rf "$trial"; fi
  if [ -n "$was_active" ]; then control start "$UNIT"; fi
}
trap again EXIT

backup=
if [ -s "$STORE" ]; then
  backup=$("$HOME_FOLDER/lib/bayline-backup")
  say "备份在 $backup" "the backup is $backup"
  # The new program need not be readable where the archive was unpacked.
  trial=$(mktemp -d "$STORE_FOLDER/.trial.XXXXXX")
  install -m 755 "$here/bin/bayline-desk" "$trial/bayline-desk"
  cp "$backup" "$trial/shop.sqlite"
  chown -R "$ACCOUNT:$ACCOUNT" "$trial"
  as_desk "$trial/bayline-desk" check --store "$trial/shop.sqlite" || refuse \
    "新程序打不开存储的副本; 什么都没有替换" "the new program cannot use a copy of the store; nothing was replaced"
  rm -rf "$trial"
  trial=
fi

place_program "$here"
if [ -n "$was_active" ]; then
  control start "$UNIT"
  if ! wait_for_desk; then
    control stop "$UNIT"
    mv "$HOME_FOLDER" "$HOME_FOLDER.failed"
    mv "$HOME_FOLDER.old" "$HOME_FOLDER"
    place_units
    if [ -n "$backup" ]; then "$HOME_FOLDER/lib/bayline-restore" "$backup"; fi
    rm -rf "$HOME_FOLDER.failed"
    refuse "新的预约台没有启动; 旧程序和旧存储已恢复，见 journalctl -u $UNIT" \
      "the new desk did not start; the old program and store are back, see journalctl -u $UNIT"
  fi
elif [ -s "$STORE" ]; then
  # The migration happens now rather than at some later start.
  as_desk "$HOME_FOLDER/bin/bayline-desk" check --store "$STORE"
fi
rm -rf "$HOME_FOLDER.old"
say "已更新: $old_version → $new_version" "updated: $old_version → $new_version"
