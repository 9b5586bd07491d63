# Groups the records of bench-programs by client, and formats a summary of each group.
group_by(.client)
| map({client: .[0].client, hits: length, bytes: (map(.size) | add), share: (map(.ratio) | add),
       pages: (map(.page | split("?")[0] | ascii_upcase) | unique | join(","))})
| sort_by(-.hits)
| map("\(.client) \(.hits) \(.bytes) \(.share) \(.pages)")[]
