/** Clauses that say nothing must not change what is proposed: no sign of theirs is given a weight. */
export const NOTHING_SAID =
  '嗯。啊。对对对。我慢慢说。你记一下。就这么个情况。麻烦了。谢谢你。喂你好。是这样的。就是这个事。你记好了。';
