# Turns a chapter of the book into a script: its `sh` blocks as they are, and its blocks that begin with a hidden
# line `# // file: PATH` as files, without hidden lines.
/^```/ {
    if (path != "") print "END_OF_FILE"
    path = ""
    is_inside = !is_inside
    is_command = is_inside && /^```sh$/
    next
}
is_inside && /^# \/\/ file: / {
    path = $4
    print "cat > " path " <<'END_OF_FILE'"
}
is_command || (path != "" && !/^# /) { print }
