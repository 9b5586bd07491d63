-- SPDX-License-Identifier: MIT
-- Computes with floating-point numbers, and converts them to text and back.
local sum = 0
for i = 1, 400000 do
  local x = math.sin(i) * math.exp(i % 20) + math.sqrt(i)
  sum = sum + tonumber(string.format("%.14g", x)) + tonumber(tostring(i * 0.1))
end
print(string.format("%.6f", sum))
