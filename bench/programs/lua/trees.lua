-- SPDX-License-Identifier: MIT
-- Allocates and frees many small objects: binary trees.
local function tree(depth)
  if depth == 0 then return {} end
  return { tree(depth - 1), tree(depth - 1) }
end
local function size(node)
  if not node[1] then return 1 end
  return 1 + size(node[1]) + size(node[2])
end
local kept, total = tree(16), 0
for depth = 4, 16, 2 do
  for _ = 1, 1 << (16 - depth) do total = total + size(tree(depth)) end
end
print(size(kept), total)
