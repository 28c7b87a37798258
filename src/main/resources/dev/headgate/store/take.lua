-- Takes one request from a share, where it has tokens too.
-- KEYS: the share. ARGV: requests and milliseconds of their while, tokens and milliseconds of theirs; 0: any number.
-- Returns what is short (0 nothing, 1 requests, 2 tokens) and the milliseconds until there is something again.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

-- What was used of the while that runs now; what was used beyond it counts on into the next ones. Whiles are numbered
-- by their length, which is part of the field's name: a limit may be edited, and the clock may be another server's.
local function used(field, quota, period)
  field = field .. period
  local window = math.floor(now / period)
  local last = tonumber(redis.call('HGET', KEYS[1], field .. 'w') or window)
  local sum = tonumber(redis.call('HGET', KEYS[1], field) or 0)
  return math.max(0, sum - math.max(0, window - last) * quota), math.max(last, window)
end

local function put(field, period, sum, window)
  field = field .. period
  redis.call('HSET', KEYS[1], field, sum, field .. 'w', window)
end

-- Until so much of what is over the quota has run out that there is one again.
local function wait(sum, quota, period)
  local whiles = math.floor((sum - quota) / quota) + 1
  return (math.floor(now / period) + whiles) * period - now
end

local requests, request_ms = tonumber(ARGV[1]), tonumber(ARGV[2])
local tokens, token_ms = tonumber(ARGV[3]), tonumber(ARGV[4])
if tokens > 0 then
  local sum = used('t', tokens, token_ms)
  if sum >= tokens then
    return {2, wait(sum, tokens, token_ms)}
  end
end
if requests > 0 then
  local sum, window = used('r', requests, request_ms)
  if sum >= requests then
    return {1, wait(sum, requests, request_ms)}
  end
  put('r', request_ms, sum + 1, window)
  redis.call('PEXPIRE', KEYS[1], math.max(request_ms, token_ms) * 2)
end
return {0, 0}
