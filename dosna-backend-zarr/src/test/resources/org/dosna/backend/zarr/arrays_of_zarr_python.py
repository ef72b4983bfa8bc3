# Makes random Zarr v3 arrays and the same as .npy files: FOLDER COUNT SEED [sharded].
import sys, os, shutil, json, random, warnings
import numpy as np, zarr
warnings.simplefilter("ignore")
out=sys.argv[1]; n=int(sys.argv[2]); seed=int(sys.argv[3])
rnd=random.Random(seed); rng=np.random.default_rng(seed)
shutil.rmtree(out,ignore_errors=True); os.makedirs(out)
zarr.create_group(out+"/p",zarr_format=3)
DT=["bool","int8","int16","int32","int64","uint8","uint16","uint32","uint64","float16","float32","float64","complex64","complex128"]
def data(dt,shape):
    d=np.dtype(dt)
    a=np.frombuffer(rng.bytes(int(np.prod(shape))*d.itemsize),dtype='u1')
    if dt=="bool": a=a[:int(np.prod(shape))]&1; return a.view('?').reshape(shape)
    a=a.view(d).reshape(shape).copy()
    if rnd.random()<.5: a=(np.arange(int(np.prod(shape)))%97).reshape(shape).astype(d)
    return a
def fill(dt):
    k=np.dtype(dt).kind
    if k=='b': return rnd.choice([True,False])
    if k in 'iu':
        i=np.iinfo(dt); return rnd.choice([0,i.min,i.max,7])
    if k=='f': return rnd.choice([0.0,-0.0,float('nan'),float('inf'),-float('inf'),0.1,-3.5])
    return rnd.choice([0j,1+2j,complex(float('nan'),-float('inf')),complex(-0.0,0.1)])
from zarr.codecs import *
def bb(dt):
    c=[]
    x=rnd.randrange(6)
    if x==1: c.append(GzipCodec(level=rnd.randrange(10)))
    if x==2: c.append(ZstdCodec(level=rnd.choice([-3,0,1,5]),checksum=rnd.random()<.5))
    if x>=3: c.append(BloscCodec(cname=rnd.choice(["lz4","lz4hc","zstd","zlib","blosclz"]),clevel=rnd.randrange(10),shuffle=rnd.choice(["noshuffle","shuffle","bitshuffle"]),typesize=np.dtype(dt).itemsize))
    if rnd.random()<.3: c.append(Crc32cCodec())
    return c
SH=len(sys.argv)>4
for i in range(n):
    nd=rnd.choice([0,1,1,2,2,3,4])
    shape=tuple(rnd.choice([0,1,3,7,10,17]) if nd<4 else rnd.choice([1,3,5]) for _ in range(nd))
    chunks=tuple(rnd.choice([1,2,3,4,8,20]) for _ in range(nd))
    dt=rnd.choice(DT)
    kw=dict(name=f"p/g{i%3}/a{i}",shape=shape,chunks=chunks,dtype=dt,fill_value=fill(dt))
    filters=None
    if nd>1 and rnd.random()<.4:
        filters=[TransposeCodec(order=tuple(rnd.sample(range(nd),nd)))]
    if SH and nd>0 and rnd.random()<.9:
        kw['shards']={'shape':tuple(c*rnd.choice([1,2,3]) for c in chunks),'index_location':rnd.choice(['start','end'])}
    ser=BytesCodec(endian=rnd.choice(["little","big"]))
    enc={"name":rnd.choice(["default","v2"]),"separator":rnd.choice(["/","."])}
    names=[rnd.choice(["x","y",None]) for _ in range(nd)] if rnd.random()<.3 else None
    a=zarr.create_array(store=out,compressors=bb(dt) or None,filters=filters,serializer=ser,chunk_key_encoding=enc,dimension_names=names,attributes={"i":i,"nested":{"a":[1,None]},"f":1.5,"l":[1,2],"m":[1,"a"]} if i%2 else {},zarr_format=3,**kw)
    d=data(dt,shape)
    if nd==0: a[()]=d
    elif rnd.random()<.7: a[...]=d
    else:
        full=np.full(shape,a.fill_value,dtype=dt)
        sl=tuple(slice(rnd.randrange(0,s+1),None) for s in shape)
        a[sl]=d[sl]; full[sl]=d[sl]; d=full
    np.save(out+f"/p/g{i%3}/a{i}.npy", d.reshape(1) if nd==0 else d)
