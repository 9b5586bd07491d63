-- SPDX-License-Identifier: MIT
-- Works with strings: splits the lines of a file into words, replaces, formats and joins them.
local longest, count = "", {}
for line in io.lines(arg[1]) do
  local upper = line:gsub("%l+", string.upper)
  for word in upper:gmatch("[%w_]+") do
    count[word] = (count[word] or 0) + 1
    if #word > #longest then longest = word end
  end
end
local rows = {}
for word, n in pairs(count) do rows[#rows + 1] = string.format("%6d %-20s %g", n, word, n / 7) end
table.sort(rows)
print(#table.concat(rows, "\n"), longest, rows[#rows])
